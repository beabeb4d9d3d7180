import{a}from"./chunks/3XHMDQAX.js";import"./chunks/VB2IJWFE.js";import"./chunks/EA5BDLGZ.js";import"./chunks/ZUUNZTHT.js";export{a as watch};
//# sourceMappingURL=watch.js.map
