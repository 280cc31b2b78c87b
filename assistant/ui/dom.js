// Builds elements. Whatever comes from an article or a model goes in as text, never as markup.
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function weblink(address) {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

function plural(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

// The component's own root: kept between two drawings, so that scrolling and focus are.
function rootOf(component, name) {
  let root = component.parentElement.querySelector(`.${name}`);
  if (!root) {
    root = h("div", { class: name });
    component.parentElement.append(root);
  }
  return root;
}

// A piece of the page, built anew only where its values changed since it was drawn last.
function piece(root, key, values, build) {
  const pieces = root.pieces || (root.pieces = new Map());
  const drawn = JSON.stringify(values);
  if (!pieces.has(key) || pieces.get(key).drawn !== drawn) pieces.set(key, { drawn, node: build() });
  return pieces.get(key).node;
}

// Lays the nodes into the parent in this order. What lies right is not touched: focus, selection and scrolling stay.
function settle(parent, nodes) {
  let at = parent.firstChild;
  for (const node of nodes.flat(Infinity).filter(Boolean)) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// Brings a part of the page to its top, without gliding where the reader wants no motion.
function goTo(part) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (part) part.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function placeOf(source) {
  return `${source.article} ${source.start}-${source.end}`;
}

// The number of a place cited; a click opens the exact words.
function citation(source, open) {
  const node = h(
    "button",
    {
      class: "cite", type: "button", "data-at": placeOf(source), "aria-pressed": "false", title: `${source.publisher}: ${source.quote ? cut(source.quote, 400) : source.title}`,
      on: { click: () => open({ article: source.article, start: source.start, end: source.end }) },
    },
  );
  return number(node, source);
}

function number(node, source) {
  node.setAttribute("data-n", source.n);
  node.setAttribute("aria-label", `Source ${source.n}: ${source.publisher}, ${source.title}`);
  node.textContent = String(source.n);
  return node;
}

// A growing answer numbers its places anew; the sentences around the numbers stay as they are.
function renumber(root, sources) {
  const by = new Map(sources.map((one) => [placeOf(one), one]));
  for (const node of root.querySelectorAll(".cite[data-at]")) {
    const source = by.get(node.dataset.at);
    if (source && node.dataset.n !== String(source.n)) number(node, source);
  }
}

// Marks the place that lies open beside; once it is closed, the keyboard goes on where it was.
function press(root, place) {
  const at = place && place.article ? `${place.article} ${place.at}` : "";
  const pressed = [...root.querySelectorAll(".cite")].filter((one) => {
    one.setAttribute("aria-pressed", at && one.dataset.at === at ? "true" : "false");
    return at && one.dataset.at === at;
  });
  if (pressed.length) root.opened = pressed.find((one) => one === root.opened) || pressed[0];
  else if (!at && root.opened) {
    if (root.opened.isConnected) root.opened.focus({ preventScroll: true });
    root.opened = null;
  }
}
