import{a}from"./chunks/YWUXX4BT.js";import"./chunks/VB2IJWFE.js";import"./chunks/F7WEWEUX.js";import"./chunks/2643MTKB.js";export{a as watch};
//# sourceMappingURL=watch.js.map
