import{a,b,c}from"./chunks/PDAOQAKA.js";import"./chunks/KWNIJI6L.js";import"./chunks/K2M7RFIW.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
