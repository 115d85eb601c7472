// What every page starts: live parts, countdowns, the keyboard. Everything works without them, only less conveniently.

import { follow, countDown } from "./live.js";
import { listen } from "./keys.js";

countDown();
listen();
if (document.querySelector("[data-live]")) follow();
if (document.querySelector("[data-sign], [data-enrol]")) import("./sign.js").then(sign => sign.start());
