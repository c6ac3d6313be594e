// What was made, with how it was made, and a way to make it again.
import {html, Component} from './html.js';
import {get, post, upload} from './api.js';
import {t, title} from './words.js';

const MAKES = ['generate', 'animate', 'project', 'restore', 'enhance', 'faces-blur', 'faces-crop', 'explain', 'label-write', 'clusters'];
const PICTURE = /\.(png|jpe?g|webp|gif|apng)$/i;
const MOST_OF_ONE = 6;

// What the file itself says, whoever wrote it; Ganvas's own record is a line of names and values.
export async function record(blob, name) {
  const kept = await upload(blob, name);
  const response = await fetch('/v1/jobs', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Prefer: 'wait=60'},
    body: JSON.stringify({kind: 'label-read', inputs: [kept.id]}),
  });
  const job = await response.json();
  if (!job.result) {
    throw new Error(job.problem?.detail ?? job.detail ?? job.state);
  }
  return job.result.pictures?.[0] ?? job.result.files?.[0] ?? job.result;
}

// The options of a generation that its record names.
export function made(text, models) {
  const said = Object.fromEntries([...String(text).matchAll(/([a-z][a-z0-9-]*)[=:]\s*("[^"]*"|[^\s,;]+)/g)].map(([, name, value]) => [name, value.replaceAll('"', '')]));
  const name = said.model?.replace(/\.ganvas$/, '');
  if (!name || !models.some(model => model.name === name)) {
    return undefined;
  }
  const edits = String(text).match(/edit[=:]\s*"?([^",;\n]+)/)?.[1]?.trim().split(/\s+/);
  return {kind: 'generate', options: {
    model: name,
    ...(said.seed && {seed: Number(said.seed)}),
    ...(said.truncation && {truncation: Number(said.truncation)}),
    ...(said.class && {class: said.class}),
    ...(edits?.every(edit => /^axis-/.test(edit)) && {edit: edits}),
    n: 1,
  }};
}

function Details({said}) {
  return html`<dl class="record">${Object.entries(said).filter(([, value]) => value !== '' && value !== null && String(value).length).map(([name, value]) => html`
    <div><dt>${name.replaceAll('_', ' ')}</dt><dd>${typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd></div>`)}</dl>`;
}

export class Gallery extends Component {
  constructor() {
    super();
    this.state = {cards: [], next: '/v1/jobs', records: {}};
  }

  componentDidMount() {
    this.more();
  }

  async more() {
    try {
      const page = await get(this.state.next);
      const jobs = await Promise.all(page.jobs.filter(job => job.state === 'done' && MAKES.includes(job.kind)).map(job => get(job.href).catch(() => null)));
      const cards = jobs.filter(job => job).flatMap(job => (job.results ?? []).filter(file => PICTURE.test(file.path)).slice(0, MOST_OF_ONE).map(file => ({job, file})));
      this.setState(before => ({cards: [...before.cards, ...cards], next: page.next, loaded: true}));
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  async say(key, blob, name) {
    try {
      const said = await record(blob, name);
      this.setState(before => ({records: {...before.records, [key]: said}, failure: undefined}));
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  render({models, again}, {cards, next, records, loaded, failure}) {
    const own = records.own && made(records.own.record, models);
    return html`<h2>${t('Gallery')}</h2>
      <details><summary>${t('A picture from elsewhere: what made it?')}</summary>
        <p><label for="whose">${t('Picture')} </label><input id="whose" type="file" accept="image/*"
          onChange=${event => event.target.files[0] && this.say('own', event.target.files[0], event.target.files[0].name)} /></p>
        ${records.own && html`<${Details} said=${records.own} />`}
        ${own && html`<button type="button" class="main" onClick=${() => again(own)}>${t('Make it again')}</button>`}
      </details>
      ${failure && html`<p class="bad" role="alert">${failure}</p>`}
      ${loaded && !cards.length && html`<p>${t('Nothing yet.')}</p>`}
      <ul class="gallery">${cards.map(({job, file}) => {
        const name = file.path.split('/').pop();
        return html`<li key=${file.href}>
          <a href=${file.href} target="_blank"><img loading="lazy" src=${file.href} alt=${title(job.kind) + ', ' + name} /></a>
          <div><strong>${title(job.kind)}</strong> <time datetime=${job.created}>${new Date(job.created).toLocaleString()}</time></div>
          <div class="row">
            <button type="button" onClick=${() => again(job.request)}>${t('Make it again')}<span class="skip"> ${name}</span></button>
            <button type="button" onClick=${async () => this.say(file.href, await (await fetch(file.href)).blob(), name)}>${t('What its file says')}<span class="skip"> ${name}</span></button>
          </div>
          ${records[file.href] && html`<${Details} said=${records[file.href]} />`}
        </li>`;
      })}</ul>
      ${next && html`<button type="button" onClick=${() => this.more()}>${t('More')}</button>`}`;
  }
}
