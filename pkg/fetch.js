import{a as e}from"./chunks/PUDZD4Q5.js";import"./chunks/OMLOKGOG.js";import"./chunks/DCSZO4I5.js";import"./chunks/ANEB5YAR.js";import"./chunks/F6KKO6KC.js";import"./chunks/7VKXOBUF.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
