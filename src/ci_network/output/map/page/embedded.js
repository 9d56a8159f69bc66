// Inside another page the map tells what is picked and seen, and picks what that page asks for.
const isEmbedded = window.parent !== window;
let telling = false;
function tellParent() {
  if (!isEmbedded || telling) return;
  telling = true;
  // Several changes in a row are told once.
  queueMicrotask(() => {
    telling = false;
    window.parent.postMessage({ ciNetworkMap: 1, picked: state.picked, seen: seen.members.map((member) => member.id), filters: viewNow() }, "*");
  });
}
function hear(event) {
  if (!isEmbedded || event.source !== window.parent || event.data?.ciNetworkMap !== 1 || !("pick" in event.data)) return;
  if (event.data.pick === null) change({ picked: null });
  else if (byId.has(event.data.pick)) show(byId.get(event.data.pick));
}
