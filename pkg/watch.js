import{a}from"./chunks/CH3S3FI2.js";import"./chunks/VB2IJWFE.js";import"./chunks/J5SHIO7M.js";import"./chunks/L5HG2BYF.js";export{a as watch};
//# sourceMappingURL=watch.js.map
