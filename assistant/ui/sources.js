export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "sources");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const articles = new Map();
  for (const one of data.sources) {
    if (!articles.has(one.article)) articles.set(one.article, { ...one, places: [] });
    articles.get(one.article).places.push(one);
  }
  const place = (one) =>
    h("button", { type: "button", class: "cite", "data-n": one.n, title: one.quote, "aria-label": `Source ${one.n}: ${one.publisher}, ${one.title}`,
      on: { click: () => setTriggerValue("open", { article: one.article, start: one.start, end: one.end }) } }, String(one.n));
  const entry = (one) =>
    h("li", {}, h("p", { class: "publisher", dir: "auto" }, one.publisher), h("p", { class: "title", dir: "auto" }, one.title),
      h("p", {}, one.places.map(place)));
  root.replaceChildren(
    h("h2", {}, "Sources"),
    h("p", { class: "hint" }, data.sources.length ? "Open a number to read the words behind it." : "The words behind each sentence will be numbered here."),
    h("ol", {}, [...articles.values()].map(entry)));
}
