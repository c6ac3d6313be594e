// Lines over pictures seen, by uPlot, which is fetched when the first chart is shown.
import {html, Component} from './html.js';
import {t} from './words.js';

const COLOURS = {light: ['#8a3b12', '#1f5f99', '#37702b', '#7a3d8c'], dark: ['#f0a070', '#7cc0f5', '#9ad08a', '#d4a2e6']};
const DASHES = [[], [7, 4], [2, 3], [10, 4, 2, 4]];
const HEIGHT = 240;

let library;
const uPlot = () => {
  library ??= new Promise((there, missing) => {
    const script = document.createElement('script');
    script.src = '/studio/vendor/uPlot.iife.min.js';
    script.onload = () => there(globalThis.uPlot);
    script.onerror = () => missing(new Error('uPlot'));
    document.head.append(script);
  });
  return library;
};

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

export const number = value => (value === null || value === undefined ? '–' : Math.abs(value) >= 1000 ? Math.round(value).toLocaleString()
  : Number(value.toPrecision(4)).toString());

export class Chart extends Component {
  componentDidMount() {
    this.sized = new ResizeObserver(() => this.plot?.setSize({width: this.place.clientWidth, height: HEIGHT}));
    this.sized.observe(this.place);
    this.themed = new MutationObserver(() => this.make());
    this.themed.observe(document.documentElement, {attributes: true, attributeFilter: ['data-theme']});
    this.make();
  }

  componentWillUnmount() {
    this.gone = true;
    this.sized.disconnect();
    this.themed.disconnect();
    this.plot?.destroy();
  }

  componentDidUpdate(before) {
    const names = this.props.series.map(one => one.name).join();
    if (names !== this.names) {
      this.make();
    } else if (before.x !== this.props.x) {
      this.plot?.setData(this.data());
    }
  }

  data() {
    return [this.props.x, ...this.props.series.map(one => one.values)];
  }

  async make() {
    const Plot = await uPlot();
    if (this.gone) {
      return;
    }
    const {series} = this.props;
    this.names = series.map(one => one.name).join();
    this.plot?.destroy();
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink').trim();
    const soft = style.getPropertyValue('--soft').trim();
    const colours = COLOURS[isDark() ? 'dark' : 'light'];
    const axis = {stroke: ink, grid: {stroke: soft, width: 1}, ticks: {stroke: soft, width: 1}};
    this.plot = new Plot({
      width: Math.max(200, this.place.clientWidth),
      height: HEIGHT,
      cursor: {y: false},
      scales: {x: {time: false}},
      axes: [{...axis, values: (plot, ticks) => ticks.map(number)}, {...axis, size: 64, values: (plot, ticks) => ticks.map(number)}],
      series: [{label: t('pictures seen'), value: (plot, value) => number(value)}, ...series.map((one, i) => ({
        label: one.label, stroke: colours[i % colours.length], dash: DASHES[i % DASHES.length], width: 2, spanGaps: true,
        points: {show: this.props.x.length < 60}, value: (plot, value) => number(value),
      }))],
    }, this.data(), this.place);
  }

  // What a chart shows, for those who do not see it.
  told() {
    return this.props.title + ': ' + this.props.series.map(one => {
      const last = one.values.filter(value => value !== null && value !== undefined).pop();
      return one.label + ' ' + number(last);
    }).join(', ');
  }

  render({title}) {
    return html`<figure class="chart"><figcaption>${title}</figcaption>
      <div role="img" aria-label=${this.told()} ref=${place => { this.place = place ?? this.place; }}></div></figure>`;
  }
}
