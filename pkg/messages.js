import{b,c,d}from"./chunks/QGFHHJYI.js";import{b as a}from"./chunks/LHHGC2WT.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
