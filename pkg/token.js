import{a,b,c}from"./chunks/RATJJ5IW.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
