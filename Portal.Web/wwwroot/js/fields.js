// Fields that show what was typed as Koreans write it once they are left, and text areas that count their letters.
// The server reads all of these ways of writing; nothing here decides what is right.
const digits = text => text.normalize('NFKC').replace(/[^0-9]/g, '');

const shown = {
  money(text) {
    const plain = text.normalize('NFKC').trim().replace(/원$/, '').replace(/^[₩$]/, '').trim();
    if (!/^\d+(\.\d+)?$/.test(plain) && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return text;
    const [whole, part] = plain.replaceAll(',', '').split('.');
    return whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
  },
  'business-number': text => digits(text).length === 10 ? digits(text).replace(/^(...)(..)(.*)$/, '$1-$2-$3') : text,
  'postal-code': text => digits(text).length === 5 ? digits(text) : text,
  phone(text) {
    if (!/^[\d\s()\-.]+$/.test(text.normalize('NFKC'))) return text;
    const d = digits(text);
    if (/^1[568]\d{6}$/.test(d)) return d.replace(/^(....)/, '$1-');
    const parts = d.match(/^(02|0505|0\d\d)(\d{3,4})(\d{4})$/);
    return parts ? parts.slice(1).join('-') : text;
  },
};

for (const field of document.querySelectorAll('[data-kind]')) {
  const { kind } = field.dataset;
  if (shown[kind]) {
    const show = () => { if (!field.readOnly) field.value = shown[kind](field.value); };
    show();
    field.addEventListener('blur', show);
  } else if (kind === 'date') {
    const note = document.getElementById(field.id + '-d');
    field.addEventListener('change', async () => {
      const day = field.value;
      note.textContent = '';
      if (!/^\d{4}-/.test(day)) return;
      const answer = await fetch('/holidays/' + day).catch(() => null);
      if (answer?.ok && field.value === day) note.textContent = await answer.text();
    });
  } else if (kind === 'count') {
    const note = document.createElement('p');
    note.className = 'count';
    const count = () => { note.textContent = `${field.value.length.toLocaleString('en')} / ${field.maxLength.toLocaleString('en')}`; };
    count();
    field.after(note);
    field.addEventListener('input', count);
  }
}
