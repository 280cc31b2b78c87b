const LEGEND = [["differs", "a different number or day"], ["alone", "a number or day that only this one gives"], ["word", "a word that only this one uses"]];

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "compare");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const { sheet, sources, busy } = data;
  const cite = (number) => citation(sources[number - 1], (where) => setTriggerValue("open", where));
  const marked = (one) => (one.mark ? h("span", { class: one.mark }, one.text) : one.text);
  const claim = (one) =>
    h("p", { class: "claim", dir: "auto" }, one.segments.map(marked), " ", h("span", { class: "cites" }, one.cites.map(cite)));
  const heads = () => h("thead", {}, h("tr", {}, sheet.outlets.map((name) => h("th", { scope: "col", dir: "auto" }, name))));
  const row = (cells) =>
    h("tr", {}, cells.map((one, number) => h("td", { "data-outlet": sheet.outlets[number] }, one ? claim(one) : h("p", { class: "none" }, "not stated"))));
  const both = sheet.rows.filter((cells) => cells.filter(Boolean).length > 1);
  const alone = sheet.rows.filter((cells) => cells.filter(Boolean).length < 2);
  const told = (rows) => h("table", { class: "against" }, heads(), h("tbody", {}, rows.map(row)));
  const figure = (one) =>
    h("tr", {}, h("th", { scope: "row", dir: "auto" }, one.words),
      one.stated.map((yes, number) => h("td", {}, yes ? [h("span", { class: "yes" }, "stated"), " ", one.places[number].map(cite)] : h("span", { class: "none" }, "not stated"))));
  root.replaceChildren(...[
    busy && h("p", { class: "hint", role: "status" }, "Reading on."),
    sheet.silent.length > 0 && !busy && h("p", { class: "note", dir: "auto" }, `Nothing on this question in your library: ${sheet.silent.join(", ")}.`),
    both.length > 0 && h("h2", {}, "On the same point"),
    both.length > 0 && h("p", { class: "legend" }, LEGEND.map(([mark, means]) => h("span", {}, h("span", { class: mark }, "marked"), ` ${means}`))),
    both.length > 0 && told(both),
    alone.length > 0 && h("h2", {}, both.length ? "Said by one alone" : "What each says"),
    alone.length > 0 && h("p", { class: "hint" }, "No sentence of the others was found on the same point."),
    alone.length > 0 && h("div", { class: "columns" }, sheet.outlets.map((name, number) =>
      h("section", {}, h("h3", { dir: "auto" }, name), alone.filter((cells) => cells[number]).map((cells) => claim(cells[number]))))),
    sheet.figures.length > 0 && h("h2", {}, "Numbers and dates"),
    sheet.figures.length > 0 && h("p", { class: "hint" }, "The same amount in other words is one row."),
    sheet.figures.length > 0 && h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers and dates" }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Figure"), sheet.outlets.map((name) => h("th", { scope: "col", dir: "auto" }, name)))),
      h("tbody", {}, sheet.figures.map(figure)))),
  ].filter(Boolean));
}
