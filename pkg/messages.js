import{b,c,d}from"./chunks/BFGDW4UZ.js";import{b as a}from"./chunks/5WVTD6YF.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
