import{a,b,c}from"./chunks/7RL5NK2A.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
