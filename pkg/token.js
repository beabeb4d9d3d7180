import{a,b,c}from"./chunks/6PE6UUDW.js";import"./chunks/QCSGMFZR.js";import"./chunks/W5OYQNTM.js";import"./chunks/MZXXZFCS.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
