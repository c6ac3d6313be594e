// What was made, with how it was made, and a way to make it again.
import {html, Component} from './html.js';
import {get, post, upload} from './api.js';
import {t, title} from './words.js';

const MAKES = ['generate', 'animate', 'project', 'restore', 'enhance', 'faces-blur', 'faces-crop', 'explain', 'label-write', 'clusters'];
const PICTURE = /\.(png|jpe?g|webp|gif|apng)$/i;
const MOST_OF_ONE = 6;

// What the file itself says, whoever wrote it; Ganvas's own record is JSON.
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

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// The options of a generation that its record names; picture 3 of a seed is the fourth of its pictures.
export function made(text, models) {
  const said = parsed(text);
  const model = said.model?.replace(/\.ganvas$/, '');
  if (!model || !models.some(one => one.name === model)) {
    return undefined;
  }
  const edit = said.edit?.split(' ');
  return {kind: 'generate', options: {
    model,
    ...(said.seed && {seed: Number(said.seed)}),
    ...(said.truncation && {truncation: Number(said.truncation)}),
    ...(said.class && {class: said.class}),
    ...(edit?.every(one => one.startsWith('axis-')) && {edit}),
    n: Number(said.number ?? 0) + 1,
  }};
}

// What a file says, for people: its record, and whether it says that it is generated in the ways that laws ask for.
function Details({said}) {
  const rows = Object.entries({
    ...parsed(said.record),
    [t('says that it is generated')]: t(said.generated ? 'yes' : 'no'),
    ...(said.gb45438?.length && {'GB 45438': parsed(said.gb45438[0]).ContentProducer}),
    ...(said.digital_source_type?.length && {IPTC: said.digital_source_type[0].split('/').pop()}),
    ...(said.c2pa_manifest && {C2PA: t('yes')}),
  });
  return html`<dl class="record">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${String(value)}</dd></div>`)}</dl>`;
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
