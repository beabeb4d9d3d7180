import{a}from"./chunks/6JWLT5ZD.js";import"./chunks/VB2IJWFE.js";import"./chunks/F6KKO6KC.js";import"./chunks/7VKXOBUF.js";export{a as watch};
//# sourceMappingURL=watch.js.map
