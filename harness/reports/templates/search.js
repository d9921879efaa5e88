(() => {
  const WINDOW = 100;
  const form = document.getElementById("search");
  const results = document.getElementById("results");
  const status = document.getElementById("status");
  const matches = document.getElementById("matches");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  const total = Number(results.dataset.total);
  const rows = [];
  let known = null;
  let found = [];
  let start = 0;
  let asked = false;
  let missing = "";
  let timer;

  globalThis.harnessIndex = data => {
    if (known === null) { known = data; return; }
    for (const row of data) {
      const text = [known.documents[row[1]][1], row[2], known.kinds[row[4]], row[5], row[6] || ""].join(" ");
      rows.push([row, text.toLowerCase()]);
    }
  };

  // a file at a time, so that the page answers between them
  const load = number => {
    const script = document.createElement("script");
    script.src = `search-${number}.js`;
    script.addEventListener("load", () => {
      script.remove();
      if (rows.length < total) load(number + 1);
      look(start);
    });
    script.addEventListener("error", () => {
      missing = `; search-${number}.js is missing beside this page`;
      look(start);
    });
    document.head.append(script);
  };

  const look = from => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { outcome, document: of, kind } = form.elements;
    const wanted = row =>
      (!outcome.value || known.outcomes[row[0]][0] === outcome.value)
      && (!of.value || known.documents[row[1]][1] === of.value)
      && (!kind.value || known.kinds[row[4]] === kind.value);
    results.hidden = !(words.length || outcome.value || of.value || kind.value);
    found = [];
    for (const [row, text] of known ? rows : [])
      if (wanted(row) && words.every(word => text.includes(word))) found.push(row);
    show(from);
  };

  const show = from => {
    start = from;
    const shown = found.slice(start, start + WINDOW);
    const reading = rows.length < total ? `; ${rows.length.toLocaleString("en")} read so far` : "";
    const part = found.length > WINDOW ? `; ${start + 1} to ${start + shown.length} shown` : "";
    status.textContent = `${found.length.toLocaleString("en")} of ${total.toLocaleString("en")} claims${part}${missing || reading}`;
    matches.replaceChildren(...shown.map(line));
    previous.disabled = start === 0;
    next.disabled = start + WINDOW >= found.length;
  };

  const line = ([outcome, document_, id, first, , says, why, page]) => {
    const [label, mark, slug] = known.outcomes[outcome];
    const [stem, spec] = known.documents[document_];
    const sign = element("span", mark);
    sign.setAttribute("aria-hidden", "true");
    const badge = element("span", "", `badge ${slug}`);
    badge.append(sign, ` ${label}`);
    const link = element("a", id, "id");
    const anchor = encodeURIComponent(`${spec}/${id}`).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    link.href = `claims-${stem}${page > 1 ? `.${page}` : ""}.html#${anchor}`;
    const row = document.createElement("tr");
    row.append(cell(badge), cell(String(first), "number"), cell(link), cell(says), cell(why || ""));
    return row;
  };

  const element = (name, text, type) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (type) made.className = type;
    return made;
  };

  const cell = (content, type) => {
    const made = element("td", "", type);
    made.append(content);
    return made;
  };

  const ask = () => {
    if (!asked) load(0);
    asked = true;
    clearTimeout(timer);
    timer = setTimeout(() => look(0), 80);
  };

  document.getElementById("without").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", ask);
  previous.addEventListener("click", () => show(start - WINDOW));
  next.addEventListener("click", () => show(start + WINDOW));
})();
