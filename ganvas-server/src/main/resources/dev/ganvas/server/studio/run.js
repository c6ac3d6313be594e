// A training as it goes: charts, samples over time, what it says, and how long it takes yet.
import {html, Component} from './html.js';
import {follow, get, lines, post, remove} from './api.js';
import {Chart, number} from './charts.js';
import {afterPictures, duration as span, figure, pictures, t} from './words.js';

const LOOK_MILLIS = 2000;
const ENDED = ['done', 'failed', 'cancelled'];
const MOST_POINTS = 4000;

function Samples({samples, at, choose}) {
  if (!samples.length) {
    return null;
  }
  const last = samples.length - 1;
  const now = Math.min(at ?? last, last);
  const words = afterPictures(samples[now].images);
  return html`<section aria-label=${t('Samples over time')}>
    <h3>${t('Samples over time')}</h3>
    <figure><img class="sample" src=${samples[now].href} alt=${t('Samples over time') + ', ' + words} />
      <figcaption>${words}</figcaption></figure>
    <label class="wide">${t('Moment')}
      <input class="range" type="range" min="0" max=${last} value=${now} aria-valuetext=${words}
        onInput=${event => choose(Number(event.target.value))} /></label>
  </section>`;
}

export class Run extends Component {
  constructor() {
    super();
    this.state = {rows: [], samples: [], notes: [], figures: []};
  }

  componentDidMount() {
    this.begin();
  }

  componentDidUpdate(before) {
    if (before.id !== this.props.id) {
      this.begin();
    }
  }

  componentWillUnmount() {
    this.end();
  }

  end() {
    this.stop?.();
    clearInterval(this.timer);
  }

  begin() {
    this.end();
    this.next = 0;
    this.setState({rows: [], samples: [], notes: [], figures: [], job: undefined, progress: undefined, failure: undefined, at: undefined});
    this.stop = follow(this.props.id, (name, data) => {
      if (name === 'job' || name === 'end') {
        this.setState({job: data, progress: data.progress});
      } else if (name === 'state') {
        this.setState(before => ({job: {...before.job, ...data}}));
      } else if (name === 'progress') {
        this.setState({progress: data});
      }
      if (name === 'end') {
        clearInterval(this.timer);
        this.look();
        this.props.ended?.();
      }
    });
    this.timer = setInterval(() => this.look(), LOOK_MILLIS);
    this.look();
  }

  async look() {
    if (this.looking) {
      return;
    }
    this.looking = true;
    const {id} = this.props;
    try {
      const [run, fresh] = await Promise.all([get('/v1/jobs/' + id + '/run'), lines('/v1/jobs/' + id + '/metrics?from=' + this.next)]);
      if (id === this.props.id) {
        this.next += fresh.length;
        this.setState(before => {
          // What a stopped training had reached after its last checkpoint comes again when it goes on.
          const kept = fresh.length ? before.rows.filter(row => row.images < fresh[0].images) : before.rows;
          return {...run, total: run.images, rows: fresh.length ? thinned([...kept, ...fresh]) : before.rows, failure: undefined};
        });
      }
    } catch (failure) {
      this.setState({failure: failure.message});
    }
    this.looking = false;
  }

  async ask(doing) {
    try {
      await doing();
      this.setState({failure: undefined});
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  said(job, progress, rows, total) {
    const seen = rows.length ? pictures(rows[rows.length - 1].images, total) : '';
    const state = !job ? 'Waiting' : {queued: 'Waiting', running: 'Working', done: 'Done', failed: 'Failed', cancelled: 'Stopped'}[job.state];
    const left = job?.state === 'running' && progress?.seconds_left !== undefined ? span(progress.seconds_left) + ' ' + t('left') : '';
    const phase = job?.state === 'running' && progress ? figure(progress.phase) + ' ' + progress.percent + ' %' : '';
    return [t(state), phase, seen, left].filter(part => part).join(' · ');
  }

  charts({rows, figures, chosen}) {
    const x = rows.map(row => row.images);
    const column = (name, scale = 1) => rows.map(row => (typeof row[name] === 'number' ? row[name] * scale : null));
    const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
    const losses = names.filter(name => name.startsWith('loss'));
    const known = figures.filter(one => names.includes(one.name));
    const others = names.filter(name => !['images', 'seconds'].includes(name) && !losses.includes(name) && !known.some(one => one.name === name)
      && !/_(low|high)$/.test(name)).map(name => ({name, label: figure(name), scale: 1}));
    const offered = [...known, ...others];
    const shown = offered.find(one => one.name === chosen) ?? known.find(one => one.headline) ?? offered[0];
    const band = shown && ['_low', '_high'].filter(end => names.includes(shown.name + end));
    const evaluated = shown ? rows.filter(row => row[shown.name] !== undefined) : [];
    return html`
      ${losses.length > 0 && html`<${Chart} title=${t('Losses')} x=${x} series=${losses.map(name => ({name, label: figure(name), values: column(name)}))} />`}
      ${shown && html`
        <label>${t('Figure')} <select onChange=${event => this.setState({chosen: event.target.value})}>
          ${offered.map(one => html`<option value=${one.name} selected=${one === shown}>${one.label ?? figure(one.name)}</option>`)}</select></label>
        <${Chart} key=${shown.name} title=${(shown.label ?? shown.name) + (shown.direction ? ' (' + t(shown.direction === 'LOWER_IS_BETTER' ? 'lower is better' : 'higher is better') + ')' : '')}
          x=${evaluated.map(row => row.images)}
          series=${[shown.name, ...band.map(end => shown.name + end)].map(name => ({name, label: name === shown.name ? shown.label ?? figure(name) : figure(name.slice(shown.name.length + 1)),
            values: evaluated.map(row => (typeof row[name] === 'number' ? row[name] * (shown.scale ?? 1) : null))}))} />
        ${shown.meaning && html`<p class="about">${shown.meaning}</p>`}`}`;
  }

  render({id}, state) {
    const {job, progress, rows, samples, notes, total, failure, at, ended, failed} = state;
    const over = job && ENDED.includes(job.state);
    const last = rows.length ? rows[rows.length - 1] : undefined;
    return html`<section aria-label=${t('Training')}>
      <h2>${t('Training')}</h2>
      <p role="status" aria-live="polite">${this.said(job, progress, rows, total)}</p>
      ${job && !over && html`<div class="row"><progress max="100" value=${progress?.percent} aria-label=${t('Working')}></progress>
        <button type="button" onClick=${() => this.ask(() => remove('/v1/jobs/' + id))}>${t('Stop and keep what is learned')}</button></div>`}
      ${job && (job.state === 'cancelled' || job.state === 'failed') && html`
        <button type="button" class="main" onClick=${() => this.ask(async () => { await post('/v1/jobs/' + id + '/resume', {}); this.begin(); })}>${t('Go on')}</button>`}
      ${job?.problem && html`<p class="bad">${job.problem.detail ?? job.problem.title}</p>`}
      ${(ended || failed) && html`<p>${ended ?? failed}</p>`}
      ${failure && html`<p class="bad" role="alert">${failure}</p>`}
      <div class="run"><div>${this.charts(state)}</div><div><${Samples} samples=${samples} at=${at} choose=${chosen => this.setState({at: chosen === samples.length - 1 ? undefined : chosen})} />
        ${notes.length > 0 && html`<h3>${t('What it said')}</h3><ul class="notes" tabindex="0" role="log" aria-label=${t('What it said')}>${[...notes].reverse().map(note => html`
          <li><time datetime=${note.time}>${new Date(note.time).toLocaleTimeString()}</time> ${note.text}</li>`)}</ul>`}</div></div>
      ${last && html`<details><summary>${t('All figures of the last moment')}</summary><table><tbody>${Object.entries(last).map(([name, value]) => html`
        <tr><th scope="row">${figure(name)}</th><td>${number(value)}</td></tr>`)}</tbody></table></details>`}
      ${job?.results?.length > 0 && html`<details><summary>${t('Files')}</summary><ul>${job.results.map(file => html`
        <li><a href=${file.href} download=${file.path.split('/').pop()}>${t('Save')} ${file.path}</a></li>`)}</ul></details>`}
    </section>`;
  }
}

// A chart of very many moments shows every second of them, and so on; evaluations all stay.
function thinned(rows) {
  let kept = rows;
  while (kept.length > MOST_POINTS) {
    kept = kept.filter((row, i) => i % 2 === 0 || row.kd !== undefined || row.accuracy !== undefined);
    if (kept.length > rows.length * 0.9) {
      break;
    }
  }
  return kept;
}
