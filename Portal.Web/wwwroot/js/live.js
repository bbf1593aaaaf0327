// Tells politely what happens while the page is open, and draws the parts marked data-live anew. Nothing that somebody types in or stands on is touched.
const box = document.getElementById('live');
const title = document.title;
let source, timer, last = box?.dataset.after ?? 0, unread = 0, hidden;

const count = () => { document.title = unread ? `(${unread}) ${title}` : title; };

function close() {
  box.replaceChildren();
  unread = 0;
  count();
}

function tell({ text, url }) {
  const line = document.createElement('p'), link = document.createElement('a');
  link.href = url;
  link.textContent = text;
  line.append(link);
  const button = box.querySelector('button') ?? Object.assign(document.createElement('button'), { type: 'button', className: 'icon', textContent: '×' });
  button.setAttribute('aria-label', box.dataset.close);
  button.onclick = close;
  box.querySelectorAll('p').forEach((old, i, all) => { if (i < all.length - 2) old.remove(); });
  box.append(line, button);
  unread++;
  count();
}

const touched = part => part.contains(document.activeElement)
  || [...part.querySelectorAll('input:not([type=hidden]), textarea, select')].some(f => f.value !== (f.defaultValue ?? f.value) || (f.checked !== undefined && f.checked !== f.defaultChecked));

async function refresh() {
  const parts = document.querySelectorAll('[data-live]');
  if (!parts.length) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of parts) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!fresh || touched(part)) continue;
      const open = [...part.querySelectorAll('details')].map(d => d.open);
      part.replaceChildren(...fresh.childNodes);
      part.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? d.open; });
    }
  } catch { /* the next news tries again */ }
}

function start() {
  if (source) return;
  source = new EventSource(`/events?after=${last}`);
  source.onmessage = message => {
    last = message.lastEventId || last;
    tell(JSON.parse(message.data));
    clearTimeout(timer);
    timer = setTimeout(refresh, 400);
  };
}

function stop() {
  source?.close();
  source = null;
}

if (box && window.EventSource) {
  // a browser opens few connections to one portal: pages in the background keep none
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(stop, 30000); else start();
  });
  addEventListener('pagehide', stop);
  addEventListener('pageshow', () => { if (!document.hidden) setTimeout(start, 300); });
}
