import{a}from"./chunks/CJ5XHPYD.js";import"./chunks/VB2IJWFE.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";export{a as watch};
//# sourceMappingURL=watch.js.map
