// A picture before and after, one over the other, with an edge that a slider moves.
import {html, Component} from './html.js';
import {t} from './words.js';

export class Compare extends Component {
  constructor() {
    super();
    this.state = {share: 50};
  }

  render({before, after, name}, {share}) {
    return html`
      <figure>
        <div class="compare">
          <img src=${before} alt=${name} />
          <img class="after" src=${after} alt="" style=${{clipPath: `inset(0 0 0 ${100 - share}%)`, width: '100%', height: '100%'}} />
          <span class="edge" style=${{left: 100 - share + '%'}}></span>
        </div>
        <label>${t('Before and after')}: ${t('how much is after')}
          <input class="range" type="range" min="0" max="100" value=${share}
            onInput=${event => this.setState({share: Number(event.target.value)})} /></label>
      </figure>`;
  }
}
