// The map inside a notebook: an isolated frame; what is picked and filtered in it goes to the model and back.
const texts = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);

function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = "Network map";
  frame.setAttribute("sandbox", "allow-scripts allow-downloads");
  frame.style.cssText = "display:block;width:100%;border:0";
  frame.style.height = `${model.get("height")}px`;

  // Only the frame itself is believed: another page of the notebook may post whatever it likes.
  const hear = (event) => {
    const said = event.data;
    if (event.source !== frame.contentWindow || !said || said.ciNetworkMap !== 1) return;
    const picked = Array.isArray(said.picked) ? said.picked : said.picked ? [said.picked] : [];
    model.set("picked_ids", texts(picked));
    model.set("seen_ids", texts(said.seen));
    model.set("filters", said.filters && typeof said.filters === "object" ? said.filters : {});
    model.save_changes();
  };
  const pick = () => {
    const wish = model.get("wish");
    if ("pick" in wish) frame.contentWindow?.postMessage({ ciNetworkMap: 1, pick: wish.pick }, "*");
  };
  const resize = () => {
    frame.style.height = `${model.get("height")}px`;
  };

  window.addEventListener("message", hear);
  model.on("change:wish", pick);
  model.on("change:height", resize);
  frame.addEventListener("load", pick);
  frame.srcdoc = model.get("html");
  el.append(frame);
  return () => {
    window.removeEventListener("message", hear);
    model.off("change:wish", pick);
    model.off("change:height", resize);
  };
}

export default { render };
