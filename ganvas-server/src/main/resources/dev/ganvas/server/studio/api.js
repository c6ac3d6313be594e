// What the server is asked. Every failure is an Error with a sentence for people.

export class Unknown extends Error {}

async function answer(response) {
  if (response.status === 204) {
    return null;
  }
  const type = response.headers.get('Content-Type') ?? '';
  const body = type.includes('json') ? await response.json() : null;
  if (response.status === 401) {
    throw new Unknown(body?.detail ?? 'a key is needed');
  }
  if (!response.ok) {
    throw new Error(body?.detail ?? body?.title ?? response.status + ' ' + response.statusText);
  }
  return body;
}

export const get = async path => answer(await fetch(path));

export const post = async (path, body) => answer(await fetch(path, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body),
}));

export const remove = async path => answer(await fetch(path, {method: 'DELETE'}));

export const upload = async (blob, name) =>
  answer(await fetch('/v1/files?name=' + encodeURIComponent(name), {method: 'POST', body: blob}));

// Follows a job until it has ended; returns what stops following.
export function follow(job, heard) {
  const events = new EventSource('/v1/jobs/' + job + '/events');
  for (const name of ['job', 'state', 'position', 'progress', 'end']) {
    events.addEventListener(name, said => {
      heard(name, JSON.parse(said.data));
      if (name === 'end') {
        events.close();
      }
    });
  }
  return () => events.close();
}
