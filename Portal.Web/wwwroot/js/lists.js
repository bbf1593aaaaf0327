// Lists by keyboard: j and k go to the next and the previous row, Enter opens it (its link has the focus), x ticks it, ? shows the keys.
const rows = () => [...document.querySelectorAll('#main .ledger tbody tr')].filter(row => row.querySelector('a[href]'));
const keys = document.querySelector('#keys');
const opener = document.querySelector('#keys-open');

function move(step) {
  const all = rows();
  const at = all.findIndex(row => row.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.querySelector('a[href]').focus();
  next?.scrollIntoView({ block: 'nearest' });
}

const does = {
  j: () => move(1),
  k: () => move(-1),
  x: () => document.activeElement?.closest('tr')?.querySelector('.pick')?.click(),
  '?': () => keys?.showModal(),
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  if (event.target.closest('input:not([type=checkbox]), select, textarea, [contenteditable]')) return;
  const act = does[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

if (keys && opener) {
  opener.hidden = false;
  opener.addEventListener('click', () => keys.showModal());
}
