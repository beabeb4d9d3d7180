import{c as b,d as c,e as d,f as e}from"./chunks/DGBQEECP.js";import"./chunks/F7WEWEUX.js";import{c as a}from"./chunks/2643MTKB.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
