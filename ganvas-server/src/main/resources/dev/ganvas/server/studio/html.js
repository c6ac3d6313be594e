// The two libraries, bound together: components are classes, markup is a tagged template.
import {h, render, Component} from './vendor/preact.mjs';
import htm from './vendor/htm.mjs';

export const html = htm.bind(h);
export {render, Component};
