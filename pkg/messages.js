import{c as b,d as c,e as d,f as e}from"./chunks/VSEPIHJ2.js";import"./chunks/5CRTWET2.js";import{b as a}from"./chunks/2PC2ZAXJ.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
