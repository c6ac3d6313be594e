// Uploads a picture, asks for a job, follows its events, and shows what came of it.
const form = document.querySelector('#try');
const progress = document.querySelector('#progress');
const result = document.querySelector('#result');

async function asked(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail ?? body.title);
  }
  return body;
}

function show(job) {
  result.replaceChildren();
  if (job.problem) {
    progress.textContent = job.problem.detail;
    return;
  }
  progress.textContent = job.state;
  for (const file of job.results ?? []) {
    const image = document.createElement('img');
    image.src = file.href;
    image.alt = file.path;
    result.append(image);
  }
  if (!job.results?.length && job.result) {
    result.textContent = JSON.stringify(job.result);
  }
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  try {
    const picture = document.querySelector('#picture').files[0];
    progress.textContent = '…';
    const file = await asked('/v1/files?name=' + encodeURIComponent(picture.name), {method: 'POST', body: picture});
    const kind = document.querySelector('#kind').value;
    const request = {kind, inputs: [file.id], options: kind === 'enhance' ? {scale: 2} : {}};
    const job = await asked('/v1/jobs', {method: 'POST', body: JSON.stringify(request)});
    const events = new EventSource(job.events);
    events.addEventListener('position', said => { progress.textContent = JSON.parse(said.data).ahead + ' ahead'; });
    events.addEventListener('progress', said => { progress.textContent = JSON.parse(said.data).percent + ' %'; });
    events.addEventListener('end', said => { events.close(); show(JSON.parse(said.data)); });
  } catch (failure) {
    progress.textContent = failure.message;
  }
});
