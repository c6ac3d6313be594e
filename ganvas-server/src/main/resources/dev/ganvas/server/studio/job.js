// A job that goes on, and what came of it.
import {html, Component} from './html.js';
import {follow, get, post, remove} from './api.js';
import {Boxes, places} from './boxes.js';
import {Compare} from './compare.js';
import {duration, t, title} from './words.js';

const CHANGED = ['restore', 'enhance', 'faces-blur', 'label-write'];
const PICTURE = /\.(png|jpe?g|webp|gif|apng)$/i;
const ENDED = ['done', 'failed', 'cancelled'];

function Recognised({pictures, inputs}) {
  return html`<div class="scroll"><table>
    <thead><tr><th>${t('name')}</th><th>${t('what it is')}</th></tr></thead>
    <tbody>${pictures.map((one, i) => html`<tr><td>${inputs[i]?.name ?? one.file?.split('/').pop()}</td><td>${(one.found ?? []).map(found => html`
      <div>${found.none && html`<strong>${t('none of these')}: </strong>`}${found.answers.slice(0, 5).map(answer => html`
        <div><meter min="0" max="1" value=${answer.probability} aria-hidden="true"></meter>${' '}
          ${answer.name} ${(100 * answer.probability).toFixed(1)} %</div>`)}</div>`)}</td></tr>`)}
    </tbody></table></div>`;
}

// Pictures of an index that look like the one asked for; the index is a job whose inputs they were.
class Matches extends Component {
  componentDidMount() {
    const index = String(this.props.job.request.options.index).replace('job:', '');
    get('/v1/jobs/' + index).then(job => this.setState({inputs: job.request.inputs})).catch(() => {});
  }

  render({job}, {inputs}) {
    const found = job.result.matches.map(match => ({...match, hash: inputs?.[Number(/(\d{5})\.\w+$/.exec(match.id)?.[1]) - 1]}));
    return html`<ul class="thumbs">${found.map(match => html`<li>${match.hash && html`<img src=${'/v1/files/' + match.hash} alt=${match.id.split('/').pop()} />`}
      <span>${(100 * match.similarity).toFixed(1)} %</span></li>`)}</ul>`;
  }
}

function People({people}) {
  return html`<table><thead><tr><th>${t('person')}</th><th>${t('pictures of the person')}</th></tr></thead>
    <tbody>${Object.entries(people).map(([name, count]) => html`<tr><td>${name}</td><td>${count}</td></tr>`)}</tbody></table>`;
}

function Verified({result}) {
  const words = result.same === null || result.same === undefined ? t('Whether that is the same person only a gallery can tell') : t(result.same ? 'The same person' : 'Not the same person');
  return html`<p><strong>${words}</strong> (${t('similarity')} ${result.similarity.toFixed(3)}${result.threshold ? ', ' + t('threshold') + ' ' + result.threshold.similarity.toFixed(3) : ''})</p>`;
}

export class Job extends Component {
  constructor() {
    super();
    this.state = {};
  }

  componentDidMount() {
    this.begin();
  }

  componentDidUpdate(before) {
    if (before.id !== this.props.id) {
      this.stop?.();
      this.setState({job: undefined, progress: undefined, ahead: undefined, failure: undefined});
      this.begin();
    }
  }

  componentWillUnmount() {
    this.stop?.();
  }

  begin() {
    this.stop = follow(this.props.id, (name, data) => {
      if (name === 'job' || name === 'end') {
        this.setState({job: data, progress: data.progress, ahead: data.ahead});
      } else if (name === 'state') {
        this.setState(before => ({job: {...before.job, ...data}}));
      } else if (name === 'position') {
        this.setState({ahead: data.ahead});
      } else {
        this.setState({progress: data});
      }
      if (name === 'end') {
        this.props.ended?.();
      }
    });
  }

  async ask(doing) {
    try {
      await doing();
      this.setState({failure: undefined});
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  said(job, progress, ahead) {
    if (!job || job.state === 'queued') {
      return t('Waiting') + (ahead ? ': ' + ahead + ' ' + t('ahead') : '');
    }
    if (job.state === 'running') {
      const left = progress?.seconds_left === undefined ? '' : ', ' + duration(progress.seconds_left) + ' ' + t('left');
      return t('Working') + (progress ? ': ' + progress.percent + ' %' + left : '');
    }
    return t({done: 'Done', failed: 'Failed', cancelled: 'Stopped'}[job.state] ?? job.state);
  }

  results(job, inputs) {
    const files = job.results ?? [];
    const pictures = files.filter(file => PICTURE.test(file.path));
    const both = CHANGED.includes(job.kind) && inputs.length === pictures.length;
    return html`<ul class="results">${files.map(file => {
      const number = pictures.indexOf(file);
      const own = file.path.split('/').pop();
      const name = number >= 0 && both ? inputs[number].name.replace(/\.[^.]*$/, '') + own.slice(own.lastIndexOf('.')) : own;
      return html`<li key=${file.href}>
        ${number >= 0 && both && html`<${Compare} before=${inputs[number].url} after=${file.href} name=${name} />`}
        ${number >= 0 && !both && html`<img src=${file.href} alt=${name} />`}
        <div class="row"><a href=${file.href} download=${name}>${t('Save')} ${name}</a>
          ${number >= 0 && html`<button type="button" onClick=${() => this.ask(async () => this.props.again(await (await fetch(file.href)).blob(), name))}>
            ${t('Use as input')}<span class="skip"> ${name}</span></button>`}</div>
      </li>`;
    })}</ul>`;
  }

  // What was given to it: as chosen here, or as the server has it.
  given(job) {
    return this.props.inputs ?? (job?.request?.inputs ?? []).map(input => ({name: input.slice(0, 8) + '.png', url: '/v1/files/' + input}));
  }

  render({id}, {job, progress, ahead, failure}) {
    const ended = job && ENDED.includes(job.state);
    const inputs = this.given(job);
    return html`<section class="job" aria-label=${t('Results')}>
      <h3>${job ? title(job.kind) : ''}</h3>
      <p role="status" aria-live="polite">${this.said(job, progress, ahead)}</p>
      ${!ended && html`<div class="row">
        <progress max="100" value=${progress?.percent} aria-label=${t('Working')}></progress>
        <button type="button" onClick=${() => this.ask(() => remove('/v1/jobs/' + id))}>${t('Stop')}</button></div>`}
      ${job?.problem && html`<p class="bad">${job.problem.detail ?? job.problem.title}</p>`}
      ${job?.kind === 'train' && (job.state === 'cancelled' || job.state === 'failed') && html`
        <button type="button" onClick=${() => this.ask(async () => { await post('/v1/jobs/' + id + '/resume', {}); this.begin(); })}>${t('Go on')}</button>`}
      ${failure && html`<p class="bad" role="alert">${failure}</p>`}
      ${job?.kind === 'train' && html`<p><a href=${'#run-' + id}>${t('Charts and samples')}</a></p>`}
      ${job?.result && places(job).map((found, i) => inputs[i] && html`<${Boxes} picture=${inputs[i]} found=${found} />`)}
      ${job?.kind === 'search' && job.result?.matches && html`<${Matches} job=${job} />`}
      ${job?.result?.people && html`<${People} people=${job.result.people} />`}
      ${job?.kind === 'faces-verify' && job.result && html`<${Verified} result=${job.result} />`}
      ${job && this.results(job, inputs)}
      ${job?.result?.pictures?.[0]?.found && html`<${Recognised} pictures=${job.result.pictures} inputs=${inputs} />`}
      ${job?.result && html`<details><summary>${t('All details')}</summary><pre>${JSON.stringify(job.result, null, 2)}</pre></details>`}
    </section>`;
  }
}

export class Jobs extends Component {
  render({jobs, open}) {
    if (!jobs.length) {
      return html`<p>${t('Nothing yet.')}</p>`;
    }
    return html`<div class="scroll"><table>
      <thead><tr><th>${t('kind')}</th><th>${t('state')}</th><th>${t('begun')}</th><td></td></tr></thead>
      <tbody>${jobs.map(job => html`<tr key=${job.id}><td>${title(job.kind)}</td><td>${t(job.state)}</td>
        <td>${new Date(job.created).toLocaleString()}</td>
        <td><button type="button" onClick=${() => open(job)}>${t('Open')}<span class="skip"> ${title(job.kind)}</span></button></td></tr>`)}
      </tbody></table></div>`;
  }
}

export const jobs = async () => (await get('/v1/jobs')).jobs;
