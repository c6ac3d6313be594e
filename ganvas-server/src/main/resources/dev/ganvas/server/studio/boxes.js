// A picture with what was found in it: boxes or shapes, each with a number, and a list of them.
import {html, Component} from './html.js';
import {t} from './words.js';

const outline = one => one.corners?.map(corner => (corner.x !== undefined ? [corner.x, corner.y] : corner))
  ?? [[one.left, one.top], [one.left + one.width, one.top], [one.left + one.width, one.top + one.height], [one.left, one.top + one.height]];

export class Boxes extends Component {
  render({picture, found}, {width, height}) {
    return html`<figure>
      <div class="boxes"><img src=${picture.url} alt=${picture.name} onLoad=${event => this.setState({width: event.target.naturalWidth, height: event.target.naturalHeight})} />
        ${width && html`<svg viewBox=${'0 0 ' + width + ' ' + height} aria-hidden="true">${found.map((one, i) => {
          const points = outline(one).map(point => point.join(',')).join(' ');
          const [left, top] = outline(one)[0];
          const size = Math.max(12, Math.min(width, height) / 18);
          return html`<polygon class="under" points=${points} /><polygon points=${points} />
            <text x=${left + 2} y=${Math.max(size, top - 3)} font-size=${size}>${i + 1}</text>`;
        })}</svg>`}</div>
      ${found.length ? html`<ol>${found.map(one => html`<li>${one.words}</li>`)}</ol>` : html`<p>${t('Nothing was found.')}</p>`}
    </figure>`;
  }
}

const percent = value => (100 * value).toFixed(1) + ' %';

// What each input picture of a job shows, as far as the job's kind finds places in pictures.
export function places(job) {
  const {result, kind} = job;
  if (kind === 'faces-detect') {
    return (result?.pictures ?? []).map(one => one.faces.map(face => ({...face, words: t('face') + ', ' + percent(face.confidence)})));
  }
  if (kind === 'faces-find' && result?.faces) {
    return [result.faces.map(one => ({...one.face, words: one.matches.length
      ? (one.known === false ? t('nobody of the gallery; closest') + ': ' : '') + one.matches.map(match => match.person + ' ' + match.similarity.toFixed(3)).join(', ')
      : t('nobody of the gallery')}))];
  }
  if (kind === 'plates') {
    return (result?.pictures ?? []).map(one => (one.plates ?? []).map(plate => ({corners: plate.corners, words: plate.text + ', ' + percent(plate.confidence) + (plate.country ? ', ' + plate.country : '')})));
  }
  return [];
}
