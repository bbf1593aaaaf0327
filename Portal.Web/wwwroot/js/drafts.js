// Saves what is typed into a long form: after two seconds of quiet, and when the page is left. The server says in its words when it was saved.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const note = document.createElement('p');
  note.className = 'hint saved';
  note.setAttribute('role', 'status');
  ([...form.querySelectorAll('.acts')].pop() ?? form).append(note);
  let timer, request, changed = false, sent = false;

  const save = keepalive => {
    clearTimeout(timer);
    if (!changed || sent) return;
    changed = false;
    const secret = new Set([...form.querySelectorAll('[type=password], [autocomplete=one-time-code]')].map(f => f.name));
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && !secret.has(name)) fields.append(name, value);
    request = new AbortController();
    const to = new URLSearchParams({ page: form.dataset.draft, action: form.getAttribute('action') });
    fetch('/account/drafts?' + to, { method: 'POST', body: fields, keepalive, redirect: 'error', signal: request.signal })
      .then(answer => answer.ok ? answer.text() : '')
      .then(text => { note.textContent = text; })
      .catch(() => { if (!sent) changed = true; });
  };

  const typed = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, 2000, false);
  };
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  form.addEventListener('submit', () => {
    sent = true;
    clearTimeout(timer);
    request?.abort();
  });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(true); });
  addEventListener('pagehide', () => save(true));
  addEventListener('pageshow', event => { if (event.persisted) sent = false; });
}
