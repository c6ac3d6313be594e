// The studio: every kind of job that the server does, as a form that its own description makes.
import {html, render, Component} from './html.js';
import {get, post, upload, Unknown} from './api.js';
import {Gallery} from './gallery.js';
import {Job, Jobs, jobs} from './job.js';
import {Mask} from './mask.js';
import {Options} from './form.js';
import {Pictures} from './pictures.js';
import {Preview, previews} from './preview.js';
import {Run} from './run.js';
import {Sliders} from './sliders.js';
import {about, group, groups, modelAbout, speak, t, title} from './words.js';

class Kind extends Component {
  constructor(props) {
    super(props);
    const given = props.given?.kind === props.kind.name ? props.given : {};
    this.state = {
      pictures: (given.inputs ?? []).map(id => ({key: 'given-' + id, id, name: id.slice(0, 8) + '.png', url: '/v1/files/' + id, state: 'there'})),
      values: given.options ?? {},
    };
    this.change = how => this.setState(before => ({pictures: how(before.pictures)}));
    this.set = (name, value) => this.setState(before => ({values: {...before.values, [name]: value}}));
  }

  async start(event) {
    event.preventDefault();
    const {kind} = this.props;
    const {pictures, values} = this.state;
    const request = {kind: kind.name, options: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))};
    if (kind.request.properties.inputs) {
      request.inputs = pictures.filter(one => one.id).map(one => one.id);
    }
    try {
      const job = await post('/v1/jobs', request);
      this.setState({job: job.id, inputs: pictures.filter(one => one.id), failure: undefined});
      this.props.changed();
      if (kind.name === 'train') {
        location.hash = 'run-' + job.id;
      }
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  async mask(blob) {
    try {
      this.set('fill', blob ? (await upload(blob, 'mask.png')).id : undefined);
    } catch (failure) {
      this.setState({failure: failure.message});
    }
  }

  async again(blob, name) {
    const kept = await upload(blob, name);
    this.setState({pictures: [{key: 'again-' + kept.id, name, url: URL.createObjectURL(blob), id: kept.id, state: 'there'}]});
  }

  render({kind, known, models, changed}, {pictures, values, job, inputs, failure, looks}) {
    const schema = kind.request;
    const takes = schema.properties.inputs;
    const fills = 'fill' in schema.properties.options.properties && pictures.length === 1 && pictures[0].id;
    const shown = previews(kind.name) && pictures.find(one => one.id);
    const waits = takes && !pictures.some(one => one.id);
    return html`
      <h2>${title(kind.name)}</h2><p class="about">${about(kind)}</p>
      <form onSubmit=${event => this.start(event)}>
        ${takes && html`<${Pictures} pictures=${pictures} most=${takes.maxItems} change=${this.change} />`}
        ${fills && html`<details><summary>${t('Draw the hole')}</summary>
          <${Mask} picture=${pictures[0]} used=${values.fill} use=${blob => this.mask(blob)} /></details>`}
        ${shown && html`<details onToggle=${event => this.setState({looks: event.target.open})}><summary>${t('Live preview')}</summary>
          ${looks && html`<${Preview} kind=${kind.name} picture=${shown} schema=${schema} values=${values} set=${this.set} />`}</details>`}
        <${Options} schema=${schema} values=${values} set=${this.set} jobs=${known} models=${models} />
        <button class="main" disabled=${waits}>${t('Start')}</button>
        ${failure && html`<p class="bad" role="alert">${failure}</p>`}
      </form>
      ${job && html`<${Job} id=${job} inputs=${inputs} ended=${changed} again=${(blob, name) => this.again(blob, name)} />`}`;
  }
}

function Models({models}) {
  return html`<div class="scroll"><table>
    <thead><tr><th>${t('name')}</th><th>${t('kind')}</th><th>${t('what it is')}</th></tr></thead>
    <tbody>${models.map(model => html`<tr><td>${model.name}</td><td>${model.kind ?? ''}</td><td>${modelAbout(model)}</td></tr>`)}</tbody>
  </table></div>`;
}

class Studio extends Component {
  constructor() {
    super();
    this.state = {
      language: localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
      theme: localStorage.getItem('theme') ?? '',
      page: location.hash.slice(1) || 'restore',
      kinds: [], models: [], known: [],
    };
    this.changed = async () => this.setState({known: await jobs()});
  }

  componentDidMount() {
    addEventListener('hashchange', () => {
      this.setState({page: location.hash.slice(1) || 'restore', opened: undefined});
      scrollTo(0, 0);
    });
    this.load();
  }

  async load() {
    try {
      const [kinds, models, known, me] = await Promise.all([get('/v1/kinds'), get('/v1/models'), jobs(), get('/v1/me')]);
      this.setState({kinds: kinds.kinds, models: models.models, known, me, key: false});
    } catch (failure) {
      this.setState(failure instanceof Unknown ? {key: true} : {failure: failure.message});
    }
  }

  go(page) {
    location.hash = page;
  }

  // Fills the form from what was asked for before.
  again(request) {
    this.setState(before => ({given: request, times: (before.times ?? 0) + 1}));
    this.go(request.kind);
  }

  remember(name, value) {
    localStorage.setItem(name, value);
    this.setState({[name]: value});
  }

  async enter(event) {
    event.preventDefault();
    try {
      await post('/v1/session', {key: new FormData(event.target).get('key')});
      this.setState({wrong: undefined});
      this.load();
    } catch (failure) {
      this.setState({wrong: failure.message});
    }
  }

  page({page, kinds, models, known, opened, given, times}) {
    if (page === 'jobs') {
      return html`<h2>${t('Jobs')}</h2><${Jobs} jobs=${known} open=${job => (job.kind === 'train' ? this.go('run-' + job.id) : this.setState({opened: job.id}))} />
        ${opened && html`<${Job} id=${opened} ended=${this.changed} again=${() => { location.hash = 'restore'; }} />`}`;
    }
    if (page.startsWith('run-')) {
      return html`<${Run} id=${page.slice(4)} ended=${this.changed} />`;
    }
    if (page === 'gallery') {
      return html`<${Gallery} models=${models} again=${request => this.again(request)} />`;
    }
    if (page === 'sliders') {
      return html`<${Sliders} models=${models} known=${known} changed=${this.changed} />`;
    }
    if (page === 'models') {
      return html`<h2>${t('Models')}</h2><${Models} models=${models} />`;
    }
    const kind = kinds.find(one => one.name === page) ?? kinds[0];
    return kind && html`<${Kind} key=${kind.name + (given?.kind === kind.name ? times : '')} kind=${kind} given=${given} known=${known} models=${models} changed=${this.changed} />`;
  }

  render(props, state) {
    const {language, theme, page, kinds, key, wrong, failure} = state;
    speak(language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.theme = theme;
    const link = (name, words) => html`<li><button type="button" aria-current=${page === name ? 'page' : undefined}
      onClick=${() => { location.hash = name; }}>${words}</button></li>`;
    return html`
      <a class="skip" href="#main" onClick=${event => { event.preventDefault(); document.getElementById('main').focus(); }}>${t('Skip to the form')}</a>
      <header><h1>Ganvas</h1>
        <label>${t('Language')} <select onChange=${event => this.remember('language', event.target.value)}>
          <option value="en" selected=${language === 'en'}>English</option><option value="zh" selected=${language === 'zh'}>简体中文</option></select></label>
        <label>${t('Theme')} <select onChange=${event => this.remember('theme', event.target.value)}>
          ${[['', 'as the system'], ['light', 'light'], ['dark', 'dark']].map(([value, words]) => html`
            <option value=${value} selected=${theme === value}>${t(words)}</option>`)}</select></label>
      </header>
      ${key ? html`<main id="main" tabindex="-1"><form onSubmit=${event => this.enter(event)}><p>${t('This server asks for a key.')}</p>
          <label>${t('Key')} <input name="key" type="password" autocomplete="current-password" required /></label>${' '}
          <button class="main">${t('Enter')}</button>${wrong && html`<p class="bad" role="alert">${wrong}</p>`}</form></main>`
        : html`<div class="frame">
          <nav aria-label="Ganvas">${groups.filter(name => kinds.some(kind => group(kind.name) === name)).map(name => html`
            <h2>${t(name)}</h2><ul>${kinds.filter(kind => group(kind.name) === name).map(kind => link(kind.name, title(kind.name)))}
              ${name === 'Make' && link('sliders', t('Latent sliders'))}</ul>`)}
            <h2>Ganvas</h2><ul>${link('gallery', t('Gallery'))}${link('jobs', t('Jobs'))}${link('models', t('Models'))}</ul>
            <p><a href="/openapi.json">${t('How programs ask')}</a></p></nav>
          <main id="main" tabindex="-1">${failure && html`<p class="bad" role="alert">${failure}</p>`}${this.page(state)}</main>
        </div>`}`;
  }
}

const place = document.getElementById('studio');
place.replaceChildren();
render(html`<${Studio} />`, place);
