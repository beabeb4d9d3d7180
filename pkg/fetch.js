import{a}from"./chunks/3QZ4TSEX.js";import"./chunks/OAF5PCQO.js";import"./chunks/6LNKIEZO.js";import"./chunks/XPQHGW7S.js";export{a as guard};
//# sourceMappingURL=fetch.js.map
