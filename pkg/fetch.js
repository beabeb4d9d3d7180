import{a as r}from"./chunks/SR6O7O24.js";import"./chunks/VRCMCKOT.js";import"./chunks/SHL467EW.js";import"./chunks/OENJJSOT.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
