// On every page. "/" goes to the search of the page's own list or else to the portal's.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, [contenteditable]')) return;
  const field = document.querySelector('#main form.bar input[type=search], #main .filters input[type=search]') ?? document.querySelector('#q');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
