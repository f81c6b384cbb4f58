/** Where the script begins: the data is unpacked, and the page shown. */

import { startPage } from "./app.mjs";
import { canUnpack, unpacked } from "./packing.mjs";

if (canUnpack()) unpacked(document.getElementById("data").textContent).then(startPage);
else document.getElementById("too_old").hidden = false;
