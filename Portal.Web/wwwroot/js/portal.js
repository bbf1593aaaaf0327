// On every page. "/" goes to the search of the page's own list or else to the portal's.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, [contenteditable]')) return;
  const field = document.querySelector('#main form.bar input[type=search], #main .filters input[type=search]') ?? document.querySelector('#q');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// a form that was sent is not sent again while its answer is on its way
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.ariaBusy === 'true') return event.preventDefault();
  form.ariaBusy = 'true';
  // a file as answer leaves the page as it is
  setTimeout(() => { form.ariaBusy = null; }, 8000);
});
addEventListener('pageshow', () => { for (const form of document.forms) form.ariaBusy = null; });
