import{c as b,d as c,e as d,f as e}from"./chunks/5PPJYTZF.js";import{c as a}from"./chunks/K2M7RFIW.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
