import{a as e}from"./chunks/YCZVCL5T.js";import"./chunks/ZRWRTVOL.js";import"./chunks/6PE6UUDW.js";import"./chunks/QCSGMFZR.js";import"./chunks/W5OYQNTM.js";import"./chunks/MZXXZFCS.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
