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
