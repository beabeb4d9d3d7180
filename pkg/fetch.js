import{a as e}from"./chunks/3I7EA5KU.js";import"./chunks/W4QXWLOY.js";import"./chunks/PM55AXQ2.js";import"./chunks/3EEYNUFF.js";import"./chunks/LXDFZJ6F.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
