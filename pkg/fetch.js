import{a}from"./chunks/HIHF7MOM.js";import"./chunks/LEGCT6HN.js";import"./chunks/6LNKIEZO.js";import"./chunks/XPQHGW7S.js";export{a as guard};
//# sourceMappingURL=fetch.js.map
