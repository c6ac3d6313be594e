// Says which part of a picture is to be filled: by brush, eraser and rectangle, or by numbers for those who have no pointer.
import {html, Component} from './html.js';
import {t} from './words.js';

const MOST_UNDONE = 30;

export class Mask extends Component {
  constructor() {
    super();
    this.state = {tool: 'Brush', brush: 24, done: 0, undone: 0, box: {left: 0, top: 0, width: 32, height: 32}};
    this.history = [];
    this.future = [];
  }

  componentDidMount() {
    this.load();
  }

  componentDidUpdate(before) {
    if (before.picture.url !== this.props.picture.url) {
      this.load();
    }
  }

  load() {
    const image = new Image();
    image.onload = () => {
      this.image = image;
      this.mask = document.createElement('canvas');
      this.shown.width = this.mask.width = image.naturalWidth;
      this.shown.height = this.mask.height = image.naturalHeight;
      this.history = [];
      this.future = [];
      this.draw();
    };
    image.src = this.props.picture.url;
  }

  draw() {
    const {width, height} = this.shown;
    const paint = this.shown.getContext('2d');
    paint.drawImage(this.image, 0, 0);
    paint.save();
    paint.globalAlpha = 0.6;
    const tint = document.createElement('canvas');
    tint.width = width;
    tint.height = height;
    const over = tint.getContext('2d');
    over.drawImage(this.mask, 0, 0);
    over.globalCompositeOperation = 'source-in';
    over.fillStyle = '#ff2bd6';
    over.fillRect(0, 0, width, height);
    paint.drawImage(tint, 0, 0);
    paint.restore();
    this.setState({done: this.history.length, undone: this.future.length});
  }

  get paint() {
    return this.mask.getContext('2d');
  }

  copy() {
    return this.paint.getImageData(0, 0, this.mask.width, this.mask.height);
  }

  remember() {
    this.history = [...this.history, this.copy()].slice(-MOST_UNDONE);
    this.future = [];
  }

  back(from, to) {
    if (this[from].length) {
      this[to] = [...this[to], this.copy()];
      this.paint.putImageData(this[from].pop(), 0, 0);
      this.draw();
    }
  }

  place(event) {
    const box = this.shown.getBoundingClientRect();
    return [(event.clientX - box.left) * this.shown.width / box.width, (event.clientY - box.top) * this.shown.height / box.height];
  }

  line(from, to) {
    const paint = this.paint;
    paint.globalCompositeOperation = this.state.tool === 'Eraser' ? 'destination-out' : 'source-over';
    paint.strokeStyle = '#fff';
    paint.lineWidth = this.state.brush;
    paint.lineCap = 'round';
    paint.beginPath();
    paint.moveTo(...from);
    paint.lineTo(...to);
    paint.stroke();
    paint.globalCompositeOperation = 'source-over';
  }

  rectangle(left, top, width, height) {
    this.paint.fillStyle = '#fff';
    this.paint.fillRect(left, top, width, height);
  }

  down(event) {
    event.preventDefault();
    this.shown.setPointerCapture(event.pointerId);
    this.remember();
    this.at = this.start = this.place(event);
    if (this.state.tool !== 'Rectangle') {
      this.line(this.at, this.at);
      this.draw();
    }
  }

  move(event) {
    if (!this.at) {
      return;
    }
    const to = this.place(event);
    if (this.state.tool === 'Rectangle') {
      this.paint.putImageData(this.history[this.history.length - 1], 0, 0);
      this.rectangle(Math.min(this.start[0], to[0]), Math.min(this.start[1], to[1]), Math.abs(to[0] - this.start[0]), Math.abs(to[1] - this.start[1]));
    } else {
      this.line(this.at, to);
    }
    this.at = to;
    this.draw();
  }

  up() {
    this.at = null;
  }

  // White where it is filled, black elsewhere.
  use() {
    const out = document.createElement('canvas');
    out.width = this.mask.width;
    out.height = this.mask.height;
    const paint = out.getContext('2d');
    paint.fillStyle = '#000';
    paint.fillRect(0, 0, out.width, out.height);
    paint.drawImage(this.mask, 0, 0);
    out.toBlob(blob => this.props.use(blob), 'image/png');
  }

  number(name) {
    return html`<label>${t(name === 'left' || name === 'top' ? name + ' edge' : name)}
      <input type="number" min="0" value=${this.state.box[name]}
        onInput=${event => this.setState({box: {...this.state.box, [name]: Number(event.target.value)}})} /></label>`;
  }

  render({used}, {tool, brush, done, undone, box}) {
    return html`
      <section aria-label=${t('Draw the hole')}>
        <h3>${t('Draw the hole')}</h3>
        <div class="row">
          ${['Brush', 'Eraser', 'Rectangle'].map(name => html`
            <button type="button" aria-pressed=${tool === name} class=${tool === name ? 'main' : ''}
              onClick=${() => this.setState({tool: name})}>${t(name)}</button>`)}
          <label>${t('Width of the brush')}
            <input type="range" min="2" max="200" value=${brush} onInput=${event => this.setState({brush: Number(event.target.value)})} /></label>
          <button type="button" disabled=${!done} onClick=${() => this.back('history', 'future')}>${t('Undo')}</button>
          <button type="button" disabled=${!undone} onClick=${() => this.back('future', 'history')}>${t('Redo')}</button>
          <button type="button" onClick=${() => { this.remember(); this.paint.clearRect(0, 0, this.mask.width, this.mask.height); this.draw(); }}>${t('Clear')}</button>
        </div>
        <div class="mask"><canvas ref=${canvas => { this.shown = canvas; }} role="img" aria-label=${this.props.picture.name}
          onPointerDown=${event => this.down(event)} onPointerMove=${event => this.move(event)}
          onPointerUp=${() => this.up()} onPointerCancel=${() => this.up()}></canvas></div>
        <div class="row">${['left', 'top', 'width', 'height'].map(name => this.number(name))}
          <button type="button" onClick=${() => { this.remember(); this.rectangle(box.left, box.top, box.width, box.height); this.draw(); }}>
            ${t('Add the rectangle')}</button></div>
        <div class="row">
          <button type="button" class="main" disabled=${!done} onClick=${() => this.use()}>${t('Use this mask')}</button>
          ${used && html`<span role="status">${t('mask in use')}</span>
            <button type="button" onClick=${() => this.props.use(null)}>${t('Take this mask out')}</button>`}
        </div>
      </section>`;
  }
}
