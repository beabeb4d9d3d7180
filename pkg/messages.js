import{b,c,d}from"./chunks/LHIRGXJE.js";import{b as a}from"./chunks/OENJJSOT.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
