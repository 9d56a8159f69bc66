// What can be taken away: picture, drawing, table; and what a printer gets.
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const saveDrawing = () => download(new Blob([svgSource()], { type: "image/svg+xml" }), "network-map.svg");
const saveTable = () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), `${tab}.csv`);

// The picture is the drawing at twice its size, so that both tell the same.
function savePicture() {
  const svg = svgDrawing();
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  const image = new Image();
  image.addEventListener("load", () => {
    const frame = make("canvas", { width: 2 * width, height: 2 * height });
    frame.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
    frame.toBlob((blob) => download(blob, "network-map.png"), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}

// A printer gets the drawing, in the light colours, in place of the page.
function preparePrint() {
  const theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  readColours();
  redraw();
  at("print").replaceChildren(svgDrawing({ width: 1200, height: 660 }));
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  readColours();
  redraw();
}
