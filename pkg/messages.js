import{b,c,d}from"./chunks/BCOYLMJC.js";import{b as a}from"./chunks/XPQHGW7S.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
