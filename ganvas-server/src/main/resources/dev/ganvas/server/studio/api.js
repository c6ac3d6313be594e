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

// Lines of JSON; one that is half written is left for the next time.
export async function lines(path) {
  const response = await fetch(path);
  return response.ok ? (await response.text()).split('\n').filter(line => line).map(line => JSON.parse(line)) : answer(response);
}

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
  for (const name of ['job', 'state', 'position', 'progress', 'note', 'end']) {
    events.addEventListener(name, said => {
      heard(name, JSON.parse(said.data));
      if (name === 'end') {
        events.close();
      }
    });
  }
  return () => events.close();
}

// A picture that is drawn at once, and what was done to it; null when a newer request took this one's place.
export async function live(request, view) {
  const response = await fetch('/v1/live', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Ganvas-View': view},
    body: JSON.stringify(request),
  });
  if (response.status === 409 || !response.ok) {
    return response.status === 409 ? null : answer(response);
  }
  return {picture: await response.blob(), said: decodeURIComponent(response.headers.get('X-Ganvas-Said') ?? '').replaceAll('\n', '; ')};
}
