// Options of a kind of job as a form, made from the schema of its request.
import {html, Component} from './html.js';
import {get, upload} from './api.js';
import {hint, option, t} from './words.js';

const FILE = '^(?:[0-9a-f]{64})$';

// What a schema asks for: what the field looks like, and which jobs it may name.
function shape(name, schema) {
  if (schema.oneOf) {
    return {field: 'either', number: schema.oneOf[0], words: schema.oneOf[1].enum};
  }
  if (schema.enum) {
    return {field: 'choice', words: schema.enum};
  }
  if (schema.type === 'boolean') {
    return {field: 'flag'};
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return {field: 'number', number: schema};
  }
  if (schema.type === 'array') {
    return {...shape(name, schema.items), several: true};
  }
  if (name === 'gallery') {
    return {field: 'gallery'};
  }
  const pattern = schema.pattern ?? '';
  if (pattern === FILE) {
    return {field: 'file'};
  }
  if (pattern.includes('toybox')) {
    return {field: 'data', jobs: ['generate', 'faces-crop', 'restore', 'enhance']};
  }
  if (pattern.includes('job:') && pattern.includes('file:')) {
    return {field: 'model', jobs: ['train', 'compress']};
  }
  if (pattern.includes('job:')) {
    return {field: 'job', jobs: [{index: 'index', directions: 'directions'}[name] ?? 'project']};
  }
  return {field: 'text'};
}

function Number_({id, schema, value, set, needed}) {
  return html`<input id=${id} type="number" min=${schema.minimum} max=${schema.maximum} required=${needed}
    step=${schema.type === 'integer' ? 1 : 'any'} value=${value ?? ''} placeholder=${t('usual')}
    onInput=${event => set(event.target.value === '' ? undefined : Number(event.target.value))} />`;
}

function Choice({id, words, value, set, needed, names = words}) {
  return html`<select id=${id} required=${needed} onChange=${event => set(event.target.value || undefined)}>
    <option value="" selected=${value === undefined}>${needed ? t('choose') : t('usual')}</option>
    ${words.map((word, i) => html`<option value=${word} selected=${value === word}>${t(names[i])}</option>`)}
  </select>`;
}

class Either extends Component {
  render({id, number, words, value, set}, {own}) {
    const counted = own || typeof value === 'number';
    return html`<span class="row">
      <select id=${id} onChange=${event => {
        const chosen = event.target.value;
        this.setState({own: chosen === '#'});
        set(chosen === '#' || chosen === '' ? undefined : chosen);
      }}>
        <option value="" selected=${!counted && value === undefined}>${t('usual')}</option>
        ${words.map(word => html`<option value=${word} selected=${value === word}>${t(word)}</option>`)}
        <option value="#" selected=${counted}>${t('a number')}</option>
      </select>
      ${counted && html`<${Number_} id=${id + '-number'} schema=${number} value=${value} set=${set} />`}
    </span>`;
  }
}

// A gallery of faces: one that is there, or the name of a new one.
class Named extends Component {
  componentDidMount() {
    get('/v1/galleries').then(found => this.setState({names: found.galleries.map(one => one.name)})).catch(() => {});
  }

  render({id, schema, value, set, needed}, {names = []}) {
    return html`<input id=${id} type="text" list=${id + '-list'} pattern=${schema.pattern} maxlength="64" value=${value ?? ''} required=${needed}
        onInput=${event => set(event.target.value || undefined)} />
      <datalist id=${id + '-list'}>${names.map(name => html`<option value=${name}></option>`)}</datalist>`;
  }
}

class Upload extends Component {
  async take(file) {
    try {
      this.setState({said: t('uploading')});
      const kept = await upload(file, file.name);
      this.setState({said: file.name});
      this.props.set(this.props.prefix + kept.id);
    } catch (failure) {
      this.setState({said: failure.message});
    }
  }

  render({id, accept}, {said}) {
    return html`<span><input id=${id} type="file" accept=${accept} onChange=${event => event.target.files[0] && this.take(event.target.files[0])} />
      <span role="status"> ${said ?? ''}</span></span>`;
  }
}

function choices(known, jobs, models) {
  const made = known.filter(job => job.state === 'done' && jobs.includes(job.kind));
  return {
    words: [...models, ...made.map(job => 'job:' + job.id)],
    names: [...models, ...made.map(job => job.kind + ' ' + new Date(job.created).toLocaleString())],
  };
}

class Field extends Component {
  render({name, schema, needed, value, set, jobs, models}) {
    const look = shape(name, schema);
    const id = 'option-' + name;
    const change = look.several ? one => set(one === undefined ? undefined : [one]) : set;
    const now = look.several ? value?.[0] : value;
    const label = html`<label for=${id}>${option(name)}${needed ? ' *' : ''}</label>`;
    const help = html`<span class="help">${hint(schema.description)}</span>`;
    if (look.field === 'flag') {
      return html`<div class="field flag"><input id=${id} type="checkbox" checked=${now === true}
        onChange=${event => change(event.target.checked || undefined)} />${label}${help}</div>`;
    }
    const listed = () => choices(jobs, look.jobs, look.field === 'model' ? models.map(model => model.name) : look.field === 'data' ? ['toybox'] : []);
    const body = {
      number: () => html`<${Number_} id=${id} schema=${look.number} value=${now} set=${change} needed=${needed} />`,
      choice: () => html`<${Choice} id=${id} words=${look.words} value=${now} set=${change} needed=${needed} />`,
      either: () => html`<${Either} id=${id} number=${look.number} words=${look.words} value=${now} set=${change} />`,
      file: () => html`<${Upload} id=${id} accept="image/*" prefix="" set=${change} />`,
      model: () => html`<${Choice} id=${id} ...${listed()} value=${now} set=${change} needed=${needed} />
        <label class="help" for=${id + '-file'}>${t('a file')} (.ganvas)</label><${Upload} id=${id + '-file'} accept=".ganvas" prefix="file:" set=${change} />`,
      data: () => html`<${Choice} id=${id} ...${listed()} value=${now} set=${change} needed=${needed && !now} />
        <label class="help" for=${id + '-file'}>${t('a file')} (.zip)</label><${Upload} id=${id + '-file'} accept=".zip" prefix="file:" set=${change} />`,
      gallery: () => html`<${Named} id=${id} schema=${schema} value=${now} set=${change} needed=${needed} />`,
      job: () => html`<${Choice} id=${id} ...${listed()} value=${now} set=${change} needed=${needed} />`,
      text: () => html`<input id=${id} type="text" value=${now ?? ''} maxlength=${schema.maxLength} required=${needed}
        placeholder=${needed ? undefined : t('usual')} onInput=${event => change(event.target.value || undefined)} />`,
    }[look.field]();
    return html`<div class="field">${label}${body}${help}</div>`;
  }
}

export function Options({schema, values, set, jobs, models, without = []}) {
  const given = schema.properties.options;
  const needed = given.required ?? [];
  const names = Object.keys(given.properties).filter(name => !without.includes(name));
  if (!names.length) {
    return null;
  }
  return html`<fieldset class="options"><legend>${t('Options')}</legend>
    ${names.map(name => html`<${Field} key=${name} name=${name} schema=${given.properties[name]} needed=${needed.includes(name)}
      value=${values[name]} set=${value => set(name, value)} jobs=${jobs} models=${models} />`)}
  </fieldset>`;
}
