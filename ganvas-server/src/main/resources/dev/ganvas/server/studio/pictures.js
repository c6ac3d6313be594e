// Pictures that are chosen, dropped or pasted, and go to the server at once.
import {html, Component} from './html.js';
import {upload} from './api.js';
import {t} from './words.js';

let next = 0;

export class Pictures extends Component {
  componentDidMount() {
    this.pasted = event => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) {
        event.preventDefault();
        this.take(files);
      }
    };
    document.addEventListener('paste', this.pasted);
  }

  componentWillUnmount() {
    document.removeEventListener('paste', this.pasted);
  }

  async take(files) {
    const {most, pictures, change} = this.props;
    const room = files.slice(0, Math.max(0, most - (most === 1 ? 0 : pictures.length)));
    const added = room.map(file => ({key: ++next, name: file.name || 'pasted.png', url: URL.createObjectURL(file), state: 'uploading'}));
    change(before => (most === 1 ? added : [...before, ...added]));
    for (let i = 0; i < room.length; i++) {
      const update = more => change(before => before.map(one => (one.key === added[i].key ? {...one, ...more} : one)));
      try {
        const kept = await upload(room[i], added[i].name);
        update({id: kept.id, width: kept.width, height: kept.height, state: 'there'});
      } catch (failure) {
        update({state: failure.message});
      }
    }
  }

  render({pictures, most, change}, {over}) {
    return html`
      <section class=${'drop' + (over ? ' over' : '')}
          onDragOver=${event => { event.preventDefault(); this.setState({over: true}); }}
          onDragLeave=${() => this.setState({over: false})}
          onDrop=${event => { event.preventDefault(); this.setState({over: false}); this.take([...event.dataTransfer.files]); }}>
        <label for="pictures">${t('Add pictures')}</label>${' '}
        <input id="pictures" type="file" accept="image/*" multiple=${most > 1}
          onChange=${event => { this.take([...event.target.files]); event.target.value = ''; }} />
        ${' '}<span>${t('or drop them here, or paste one')}</span>
        <ul class="thumbs">${pictures.map(one => html`
          <li key=${one.key}>
            <img src=${one.url} alt=${one.name} />
            <span>${one.name}</span><br />
            ${one.state !== 'there' && html`<span class=${one.state === 'uploading' ? '' : 'bad'} role="status">${t(one.state)} </span>`}
            <button type="button" onClick=${() => change(before => before.filter(other => other.key !== one.key))}>
              ${t('Remove')}<span class="skip"> ${one.name}</span></button>
          </li>`)}</ul>
      </section>`;
  }
}
