// What restoring or enhancing makes of a part of a picture, drawn anew while the options are moved; the newest ones win.
import {html, Component} from './html.js';
import {live} from './api.js';
import {Compare} from './compare.js';
import {option, t} from './words.js';

const PAUSE_MILLIS = 120;
const SIDE = 384;
const VIEW = Math.random().toString(36).slice(2);

// Options that are moved most, with where they stand while nothing is said.
const MOVED = {
  restore: {strength: 1, denoise: 0, scratches: 0},
  enhance: {light: 0, color: 0, contrast: 0, white_balance: 0, detail: 0},
};

export const previews = kind => kind in MOVED;

export class Preview extends Component {
  constructor() {
    super();
    this.state = {x: 0.5, y: 0.5, whole: false};
  }

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate(before, was) {
    const {picture, values} = this.props;
    const {x, y, whole} = this.state;
    if (before.picture.id !== picture.id || before.values !== values || was.x !== x || was.y !== y || was.whole !== whole) {
      this.ask();
    }
  }

  componentWillUnmount() {
    this.gone = true;
    clearTimeout(this.timer);
    for (const url of [this.state.before, this.state.after]) {
      URL.revokeObjectURL(url);
    }
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MILLIS);
  }

  request(kind, options) {
    const {x, y, whole} = this.state;
    return {kind, inputs: [this.props.picture.id], options: {...options, side: SIDE, ...(whole ? {whole} : {x, y})}};
  }

  // The server drops what is asked here when something newer is asked.
  async look() {
    const {kind, values} = this.props;
    const options = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const turn = this.turn = {};
    const late = () => this.gone || this.turn !== turn;
    const part = JSON.stringify(this.request('part', options.scale && !this.state.whole ? {scale: options.scale} : {}));
    const began = performance.now();
    this.setState({busy: true});
    try {
      if (this.part !== part) {
        const before = await live(JSON.parse(part), VIEW);
        if (late() || !before) {
          return;
        }
        URL.revokeObjectURL(this.state.before);
        this.part = part;
        this.setState({before: URL.createObjectURL(before.picture), after: undefined});
      }
      const after = await live(this.request(kind, options), VIEW);
      if (late() || !after) {
        return;
      }
      URL.revokeObjectURL(this.state.after);
      this.setState({after: URL.createObjectURL(after.picture), said: after.said, took: Math.round(performance.now() - began), failure: undefined, busy: false});
    } catch (failure) {
      if (!late()) {
        this.setState({failure: failure.message, busy: false});
      }
    }
  }

  pick(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (at, length) => Math.min(1, Math.max(0, at / length));
    this.setState({x: share(event.clientX - box.left, box.width), y: share(event.clientY - box.top, box.height), whole: false});
  }

  place(name, words) {
    const value = this.state[name];
    return html`<div class="field"><label for=${'part-' + name}>${t(words)}: <output for=${'part-' + name}>${Math.round(100 * value)} %</output></label>
      <input id=${'part-' + name} class="range" type="range" min="0" max="1" step="0.02" value=${value} disabled=${this.state.whole}
        onInput=${event => this.setState({[name]: Number(event.target.value)})} /></div>`;
  }

  moved() {
    const {kind, schema, values, set} = this.props;
    const given = schema.properties.options.properties;
    return Object.entries(MOVED[kind]).filter(([name]) => name in given && (name !== 'detail' || values.scale > 1)).map(([name, usual]) => {
      const number = given[name].oneOf?.[0] ?? given[name];
      const value = typeof values[name] === 'number' ? values[name] : usual;
      const said = values[name] === undefined ? t('usual') : typeof values[name] === 'number' ? value : t(values[name]);
      return html`<div class="field" key=${name}><label for=${'move-' + name}>${option(name)}: <output for=${'move-' + name}>${said}</output></label>
        <input id=${'move-' + name} class="range" type="range" min=${number.minimum} max=${number.maximum} step=${number.maximum > 1 ? 1 : 0.05} value=${value}
          onInput=${event => set(name, Number(event.target.value))} /></div>`;
    });
  }

  render({picture}, {x, y, whole, before, after, said, took, failure, busy}) {
    return html`
      <section class="preview" aria-label=${t('Live preview')}>
        <div class="seen">
          ${before && html`<${Compare} before=${before} after=${after ?? before} name=${picture.name} />`}
          <p role="status">${busy ? t('Working') : took !== undefined && html`${said || t('nothing to change')}; ${took} ms`}</p>
          ${failure && html`<p class="bad" role="alert">${failure}</p>`}
        </div>
        <fieldset class="options"><legend>${t('Live preview')}</legend>
          <div class="field part" onClick=${event => event.target.tagName === 'IMG' && this.pick({...event, clientX: event.clientX, clientY: event.clientY, currentTarget: event.target})}>
            <span class="map"><img src=${picture.url} alt="" /><span class="spot" hidden=${whole} style=${{left: 100 * x + '%', top: 100 * y + '%'}}></span></span>
            <span class="help">${t('Choose a part in the picture, or by these:')}</span></div>
          ${this.place('x', 'from left to right')}${this.place('y', 'from top to bottom')}
          <div class="field flag"><input id="part-whole" type="checkbox" checked=${whole} onChange=${event => this.setState({whole: event.target.checked})} />
            <label for="part-whole">${t('all of the picture, smaller')}</label></div>
          ${this.moved()}
        </fieldset>
      </section>`;
  }
}
