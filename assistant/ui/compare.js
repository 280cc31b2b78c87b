export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "compare");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const { sheet, sources } = data;
  const cite = (number) => {
    const one = sources[number - 1];
    return h("button", { class: "cite", type: "button", "data-n": number, "aria-label": `Source ${number}: ${one.publisher}, ${one.title}`,
      title: `${one.publisher}: ${one.title}`, on: { click: () => setTriggerValue("open", { article: one.article, start: one.start, end: one.end }) } }, String(number));
  };
  const claim = (one) =>
    h("p", { class: "claim", dir: "auto" }, one.segments.map((each) => each.figure ? h("span", { class: each.figure }, each.text) : each.text), " ",
      h("span", { class: "cites" }, one.cites.map(cite)));
  const column = (outlet, number) =>
    h("section", {}, h("h3", { dir: "auto" }, outlet),
      sheet.columns[number].length ? sheet.columns[number].map(claim) : h("p", { class: "none" }, "Not stated in your library."));
  const row = (one) =>
    h("tr", {}, h("th", { scope: "row", dir: "auto" }, one.words),
      one.stated.map((yes, number) => h("td", {}, yes ? [h("span", { class: "yes" }, "stated"), " ", one.places[number].map(cite)] : h("span", { class: "none" }, "not stated"))));
  root.replaceChildren(...[
    h("div", { class: "columns" }, sheet.outlets.map(column)),
    sheet.figures.length > 0 && h("h2", {}, "Numbers and dates"),
    sheet.figures.length > 0 && h("p", { class: "hint" }, "The same amount in other words is one row. Marked in the sentences above: what only one of these outlets gives."),
    sheet.figures.length > 0 && h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers and dates" }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Figure"), sheet.outlets.map((name) => h("th", { scope: "col", dir: "auto" }, name)))),
      h("tbody", {}, sheet.figures.map(row)))),
  ].filter(Boolean));
}
