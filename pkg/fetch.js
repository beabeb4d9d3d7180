import{a}from"./chunks/L5QOFOPE.js";import"./chunks/RJWOIM25.js";import"./chunks/M6DFWEIV.js";import"./chunks/5WVTD6YF.js";export{a as guard};
//# sourceMappingURL=fetch.js.map
